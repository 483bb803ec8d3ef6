package io.aemp.transport;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.aemp.HostPort;
import io.aemp.InvalidConfigurationException;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;

/**
 * The listening sockets of a node. Either all of them are bound or none. No socket
 * accepts connections before all are bound.
 */
final class Listeners {

	private static final String SETTING = "binds";

	private final HostResolver resolver;

	private final AcceptFailures failures = new AcceptFailures();

	private final List<Channel> channels = new ArrayList<>();

	Listeners(HostResolver resolver) {
		this.resolver = resolver;
	}

	/**
	 * Binds all listeners; blocks until they are bound.
	 * @param binds the addresses as configured
	 * @param bootstrap creates listeners that do not accept yet
	 * @return the addresses at which peers reach the listeners
	 * @throws InvalidConfigurationException if one cannot be bound; none is bound then
	 */
	synchronized List<String> open(List<String> binds, ServerBootstrap bootstrap) {
		List<String> published = new ArrayList<>();
		try {
			for (String bind : binds) {
				for (InetSocketAddress address : addresses(bind)) {
					published.addAll(publish(open(bind, address, bootstrap)));
				}
			}
		}
		catch (RuntimeException ex) {
			close();
			throw ex;
		}
		this.channels.forEach((channel) -> channel.config().setAutoRead(true));
		return List.copyOf(published);
	}

	synchronized void close() {
		// all at once, and not for ever: a handler on an event loop may hang
		List<ChannelFuture> closing = this.channels.stream().map(Channel::close).toList();
		closing.forEach((future) -> future.awaitUninterruptibly(NettyLink.CLOSE_MILLIS));
		this.channels.clear();
	}

	private List<InetSocketAddress> addresses(String bind) {
		HostPort parsed = HostPort.parseBind(bind);
		try {
			List<InetAddress> addresses = parsed.host().equals("*") ? localAddresses()
					: ofThisHost(this.resolver.resolveNow(parsed.host()));
			return addresses.stream()
				.distinct()
				.map((address) -> new InetSocketAddress(address, parsed.port()))
				.toList();
		}
		catch (UnknownHostException ex) {
			throw invalid(bind, "cannot be resolved.",
					"Give the name or the address of an interface of this host, " + "or '*' for all of them.", ex);
		}
	}

	private InetSocketAddress open(String bind, InetSocketAddress address, ServerBootstrap bootstrap) {
		ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
		Throwable cause = bound.cause();
		if (cause != null) {
			throw explain(bind, address, cause);
		}
		this.channels.add(bound.channel());
		bound.channel().pipeline().addLast(this.failures);
		return (InetSocketAddress) bound.channel().localAddress();
	}

	private static InvalidConfigurationException explain(String bind, InetSocketAddress address, Throwable cause) {
		String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
		if (text.contains("in use")) {
			return invalid(bind, "cannot be bound: port " + address.getPort() + " is in use.",
					"Stop what listens there, or choose another port, or '*' for a free one.", cause);
		}
		if (text.contains("assign requested address")) {
			return invalid(bind, "is no address of this host.",
					"Give an address of one of its interfaces, or '*' for all of them.", cause);
		}
		if (cause instanceof ChannelException) {
			return invalid(bind,
					"cannot be bound, since this process can make no socket: " + CloseMessages.text(cause) + ".",
					"If files are the problem, raise their limit ('ulimit -n'), or find out what keeps them open.",
					cause);
		}
		return invalid(bind, "cannot be bound: " + CloseMessages.text(cause) + ".", "Choose another address or port.",
				cause);
	}

	private static InvalidConfigurationException invalid(String bind, String problem, String remedy,
			@Nullable Throwable cause) {
		return new InvalidConfigurationException(SETTING, "'" + bind + "' " + problem, remedy, cause);
	}

	/**
	 * The addresses of a listener. A listener on the wildcard address has all addresses
	 * of this host.
	 */
	private static List<String> publish(InetSocketAddress bound) {
		if (!bound.getAddress().isAnyLocalAddress()) {
			return List.of(NetUtil.toSocketAddressString(bound));
		}
		return localAddresses().stream()
			.map((address) -> NetUtil.toSocketAddressString(new InetSocketAddress(address, bound.getPort())))
			.toList();
	}

	/**
	 * Keeps the addresses that this host has; if it has none of them, keeps all, so that
	 * the bind reports the error.
	 */
	private static List<InetAddress> ofThisHost(List<InetAddress> addresses) {
		List<InetAddress> usable = addresses.stream().filter(Listeners::isOfThisHost).toList();
		return usable.isEmpty() ? addresses : usable;
	}

	private static boolean isOfThisHost(InetAddress address) {
		try {
			return address.isAnyLocalAddress() || address instanceof Inet4Address && address.isLoopbackAddress()
					|| NetworkInterface.getByInetAddress(address) != null;
		}
		catch (SocketException ex) {
			return false;
		}
	}

	/**
	 * The addresses of this host. Loopback and link-local addresses are left out; without
	 * any other address, it is loopback alone.
	 */
	private static List<InetAddress> localAddresses() {
		try {
			List<InetAddress> addresses = NetworkInterface.networkInterfaces()
				.filter(Listeners::isUsable)
				.flatMap(NetworkInterface::inetAddresses)
				.filter((address) -> !address.isLoopbackAddress() && !isLinkLocal(address))
				.toList();
			return addresses.isEmpty() ? List.of(NetUtil.LOCALHOST) : addresses;
		}
		catch (SocketException ex) {
			return List.of(NetUtil.LOCALHOST);
		}
	}

	private static boolean isUsable(NetworkInterface network) {
		try {
			return network.isUp();
		}
		catch (SocketException ex) {
			return false;
		}
	}

	private static boolean isLinkLocal(InetAddress address) {
		return address instanceof Inet6Address && address.isLinkLocalAddress();
	}

}
