package io.aemp.cli.network;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import io.aemp.Message;
import io.aemp.Port;
import io.aemp.PortIds;
import io.aemp.Reason;
import io.aemp.Values;
import io.aemp.cli.command.CommandException;
import io.aemp.cli.command.Console;
import io.aemp.cli.command.ExitStatus;
import io.aemp.cli.command.Invocation;
import io.aemp.cli.command.Option;
import io.aemp.cli.command.Subcommand;
import io.aemp.cli.command.Subcommand.Group;
import io.aemp.cli.profile.ProfileSession;
import io.aemp.runtime.OperatorRequests;
import org.jspecify.annotations.Nullable;

/** The subcommands that talk to running nodes. */
public final class NetworkCommands {

	private static final String SENT = "message sent successfully";

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

	/**
	 * A port receives what the target's node relays to it, and the reason if the target
	 * is dead. The node handles the message, the monitor and the relay in this order, so
	 * the reason comes first.
	 */
	private ExitStatus send(ToolNode tool, Invocation invocation) {
		String target = invocation.text(0);
		CompletableFuture<Message> outcome = new CompletableFuture<>();
		Port relay = tool.node().open((message) -> outcome.complete(message));
		try {
			tool.node().send(target, Message.of(invocation.from(1)));
			tool.node().sendOnDeath(target, relay.id(), Message.of("died"));
			tool.node().send(PortIds.nodeOf(target), "snd", relay.id(), SENT);
			Message first = tool.deadline().await(outcome);
			if (!first.text(0).equals(SENT)) {
				throw ToolNode.died(target, Reason.of(first.from(1).toList().toArray()));
			}
			this.console.out().println(Words.plain(first.toList()));
			return ExitStatus.SUCCESS;
		}
		catch (IllegalArgumentException ex) {
			throw CommandException.usage(String.valueOf(ex.getMessage()));
		}
		catch (TimeoutException ex) {
			throw tool.noAnswer(target);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
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
		String expression = invocation.from(1)
			.stream()
			.map((part) -> String.valueOf(Values.text(part)))
			.collect(Collectors.joining(" "));
		this.console.out().println(Words.json(evaluate(tool, invocation.text(0), expression)));
		return ExitStatus.SUCCESS;
	}

	private ExitStatus restart(ToolNode tool, Invocation invocation) {
		this.console.out().println(Words.json(evaluate(tool, invocation.text(0), OperatorRequests.restart())));
		return ExitStatus.SUCCESS;
	}

	/** An answer is the text of an error, and then the results. */
	private static List<@Nullable Object> evaluate(ToolNode tool, String target, String expression) {
		String node = PortIds.nodeOf(target);
		List<@Nullable Object> request = new ArrayList<>(List.of("eval", expression));
		List<@Nullable Object> answer = tool.call(node, request);
		String error = answer.isEmpty() ? "an empty answer" : Values.text(answer.get(0));
		if (error != null && !error.isEmpty()) {
			throw new CommandException(ExitStatus.FAILED, node + ": " + error);
		}
		return answer.subList(1, answer.size());
	}

	private interface NetworkAction {

		ExitStatus run(ToolNode tool, Invocation invocation);

	}

}
