/** The code of the guide that needs no Spring. */
package io.aemp.boot.test.guide.plain;
