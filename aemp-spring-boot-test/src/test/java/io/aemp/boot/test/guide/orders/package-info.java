/** The typed clients that the guide shows. */
package io.aemp.boot.test.guide.orders;
