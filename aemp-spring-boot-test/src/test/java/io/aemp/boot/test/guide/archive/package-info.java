/** Data connections of beans, as the guide shows them. */
package io.aemp.boot.test.guide.archive;
