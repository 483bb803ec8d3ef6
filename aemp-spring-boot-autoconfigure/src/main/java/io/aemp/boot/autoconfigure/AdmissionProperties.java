package io.aemp.boot.autoconfigure;

import java.util.List;

import io.aemp.Admission;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Restricts which nodes may connect. Checked in addition to secrets and certificates.
 *
 * @param nodes Node IDs that may connect and that this node connects to; '*' stands for
 * any text. Empty for all.
 * @param addresses IP addresses and networks from which nodes may connect, as 10.0.0.7,
 * 10.0.0.0/8 or 2001:db8::/32. Empty for all.
 * @param certificateNamesNode Whether the certificate of a peer must contain its node ID.
 * Connections without TLS are refused then.
 */
public record AdmissionProperties(@DefaultValue List<String> nodes, @DefaultValue List<String> addresses,
		@DefaultValue("false") boolean certificateNamesNode) {

	Admission toAdmission() {
		return new Admission(this.nodes, this.addresses, this.certificateNamesNode);
	}

}
