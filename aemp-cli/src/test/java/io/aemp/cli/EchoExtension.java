package io.aemp.cli;

import java.util.List;

import io.aemp.Node;
import io.aemp.NodeExtension;

/** A service for a node that {@code aemp run} starts. */
public final class EchoExtension implements NodeExtension {

	@Override
	public void extend(Node node) {
		node.functions()
			.register("Echo::start", (caller, arguments) -> node.functions()
				.registerEvaluation("greeting", (asking) -> List.of(arguments.text(0))));
	}

}
