/** The tests that the guide shows. */
package io.aemp.boot.test.guide;
