/** A test with a mock of the node, as the guide shows it. */
package io.aemp.boot.test.guide.mocks;
