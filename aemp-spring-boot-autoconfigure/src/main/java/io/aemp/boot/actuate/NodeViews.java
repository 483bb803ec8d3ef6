package io.aemp.boot.actuate;

/**
 * The endpoints whose contents others show too, exposed or not.
 *
 * @param nodes shows this node and its peers
 * @param ports shows the ports
 * @param families shows the families
 */
public record NodeViews(AempNodesEndpoint nodes, AempPortsEndpoint ports, AempFamiliesEndpoint families) {

}
