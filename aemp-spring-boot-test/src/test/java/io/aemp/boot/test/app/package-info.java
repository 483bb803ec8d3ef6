/** An application with ports, for tests of the test kit. */
package io.aemp.boot.test.app;
