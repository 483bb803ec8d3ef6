package io.aemp.cli.network;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.aemp.PortIds;
import io.aemp.Reason;
import io.aemp.cli.command.CommandException;
import io.aemp.cli.command.Console;
import io.aemp.cli.command.ExitStatus;
import io.aemp.cli.command.Invocation;
import io.aemp.cli.command.Option;
import io.aemp.cli.command.Subcommand;
import io.aemp.cli.command.Subcommand.Group;
import io.aemp.cli.profile.ProfileSession;
import io.aemp.runtime.OperatorRequests;

/** The subcommands that talk to running nodes. */
public final class NetworkCommands {

	private final Console console;

	private final ProfileSession session;

	/**
	 * Creates the subcommands.
	 * @param console takes what they print
	 * @param session the file with the profile {@code aemp}
	 */
	public NetworkCommands(Console console, ProfileSession session) {
		this.console = console;
		this.session = session;
	}

	/**
	 * All of them.
	 * @return the subcommands
	 */
	public List<Subcommand> all() {
		return List.of(
				of("snd", "PORT ARGUMENT...", "Send a message to a port or a node.", Deadline.PRESET, this::send)
					.with(Option.TIMEOUT),
				of("cal", "PORT ARGUMENT...", "Call a port or a node, and show the answer.", Deadline.PRESET,
						this::call)
					.with(Option.TIMEOUT),
				of("mon", "PORT", "Wait for the death of a port, or the loss of a node, and show the reason.",
						Optional.empty(), this::monitor)
					.with(Option.TIMEOUT),
				of("eval", "NODE EXPRESSION...", "Evaluate an expression on a node.", Deadline.PRESET, this::evaluate)
					.with(Option.TIMEOUT),
				of("trace", "NODE", "Show which nodes are connected with which.", Deadline.PRESET,
						(tool, invocation) -> new Trace(tool, this.console).draw(invocation))
					.with(Option.TIMEOUT, Option.JSON, Option.DOT),
				of("restart", "NODE", "Restart a node that runs under a supervisor.", Deadline.PRESET, this::restart)
					.with(Option.TIMEOUT));
	}

	private Subcommand of(String name, String parameters, String description, Optional<Duration> timeout,
			NetworkAction action) {
		return Subcommand.of(name, Group.NETWORK, parameters, description, (invocation) -> {
			Deadline deadline = new Deadline(invocation.timeout(timeout));
			Deadline joining = invocation.has(Option.TIMEOUT) ? deadline : new Deadline(Deadline.PRESET);
			try (ToolNode tool = ToolNode.join(this.session, invocation.text(0), joining).with(deadline)) {
				return action.run(tool, invocation);
			}
		});
	}

	private ExitStatus send(ToolNode tool, Invocation invocation) {
		this.console.out().println(Words.plain(new Requests(tool).send(invocation.text(0), invocation.from(1))));
		return ExitStatus.SUCCESS;
	}

	private ExitStatus call(ToolNode tool, Invocation invocation) {
		this.console.out().println(Words.json(tool.call(invocation.text(0), invocation.from(1))));
		return ExitStatus.SUCCESS;
	}

	/** A node that was never reached has not died. */
	private ExitStatus monitor(ToolNode tool, Invocation invocation) {
		String target = invocation.text(0);
		CompletableFuture<Reason> died = new CompletableFuture<>();
		CompletableFuture<Boolean> reached = new CompletableFuture<>();
		tool.node().network().monitor((event) -> {
			if (event.node().equals(PortIds.nodeOf(target))) {
				reached.complete(true);
			}
		});
		tool.node().monitor(target, died::complete);
		try {
			Reason reason = tool.deadline().await(died);
			if (reason.identifier().equals(Reason.TRANSPORT_ERROR) && !reached.isDone()) {
				throw ToolNode.died(target, reason);
			}
			this.console.out().println(Words.plain(reason.elements()));
			return ExitStatus.SUCCESS;
		}
		catch (TimeoutException ex) {
			throw new CommandException(ExitStatus.NO_ANSWER, target + " is still there after " + tool.deadline());
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private ExitStatus evaluate(ToolNode tool, Invocation invocation) {
		String expression = IntStream.range(1, invocation.arguments().size())
			.mapToObj(invocation::text)
			.collect(Collectors.joining(" "));
		this.console.out().println(Words.json(new Requests(tool).evaluate(invocation.text(0), expression)));
		return ExitStatus.SUCCESS;
	}

	private ExitStatus restart(ToolNode tool, Invocation invocation) {
		this.console.out()
			.println(Words.json(new Requests(tool).evaluate(invocation.text(0), OperatorRequests.restart())));
		return ExitStatus.SUCCESS;
	}

	private interface NetworkAction {

		ExitStatus run(ToolNode tool, Invocation invocation);

	}

}
