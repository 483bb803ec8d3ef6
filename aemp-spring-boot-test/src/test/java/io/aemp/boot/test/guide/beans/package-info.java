/** The beans by which the pages change how a node works. */
package io.aemp.boot.test.guide.beans;
