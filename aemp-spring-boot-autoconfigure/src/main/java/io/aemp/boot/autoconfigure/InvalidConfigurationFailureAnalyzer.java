package io.aemp.boot.autoconfigure;

import java.util.Map;

import io.aemp.InvalidConfigurationException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Names the property of a setting that is wrong. */
final class InvalidConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<InvalidConfigurationException> {

	/** Settings whose property is not the setting in kebab case. */
	private static final Map<String, String> PROPERTIES = Map.ofEntries(Map.entry("nodeid", "node-id"),
			Map.entry("parent", "profiles.*.parent"), Map.entry("cert", "cert' or 'aemp.ssl.bundle"),
			Map.entry("max_packet_size", "limits.max-packet-size"), Map.entry("max_nesting", "limits.max-nesting"),
			Map.entry("max_send_queue", "limits.max-send-queue"), Map.entry("max_mailbox", "limits.max-mailbox"),
			Map.entry("max_monitors", "limits.max-monitors"), Map.entry("max_dials", "limits.max-dials"),
			Map.entry("max_strangers", "limits.max-strangers"),
			Map.entry("max_strangers_per_address", "limits.max-strangers-per-address"),
			Map.entry("send_high_water_mark", "flow-control.send-high-water-mark"),
			Map.entry("send_low_water_mark", "flow-control.send-low-water-mark"),
			Map.entry("receive_high_water_mark", "flow-control.receive-high-water-mark"),
			Map.entry("max_pause", "flow-control.max-pause"), Map.entry("allowed_nodes", "admission.nodes"),
			Map.entry("allowed_addresses", "admission.addresses"),
			Map.entry("certificate_names_node", "admission.certificate-names-node"));

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidConfigurationException cause) {
		String property = "aemp." + PROPERTIES.getOrDefault(cause.setting(), cause.setting().replace('_', '-'));
		return new FailureAnalysis("Property '" + property + "' is not valid: " + cause.problem(), cause.remedy(),
				cause);
	}

}
