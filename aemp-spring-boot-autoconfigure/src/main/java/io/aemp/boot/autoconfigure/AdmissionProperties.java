package io.aemp.boot.autoconfigure;

import java.util.List;

import io.aemp.Admission;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may connect at all, before secrets and certificates are looked at.
 *
 * @param nodes Node IDs that may connect, and be connected to; '*' stands for any text.
 * Empty for all.
 * @param addresses Addresses and networks from which others may connect, as 10.0.0.7 or
 * 10.0.0.0/8. Empty for all.
 * @param certificateNamesNode Whether a peer's certificate must name its node ID.
 * Connections without TLS are refused then.
 */
public record AdmissionProperties(@DefaultValue List<String> nodes, @DefaultValue List<String> addresses,
		@DefaultValue("false") boolean certificateNamesNode) {

	Admission toAdmission() {
		return new Admission(this.nodes, this.addresses, this.certificateNamesNode);
	}

}
