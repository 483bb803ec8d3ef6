/** Ports, processes and init functions that the guide shows. */
package io.aemp.boot.test.guide.ports;
