/**
 * How the control plane grows: counts packets and bytes of whole networks, which are the
 * same in each run, and so can be asserted where times cannot.
 */
package io.aemp.simulation.scale;

