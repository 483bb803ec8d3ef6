package io.aemp.simulation.contract;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Another place to tell a story: loads the kernel, the simulation and the stories once
 * more, with all that is static in them, as if they came out of an archive that knows its
 * version.
 */
final class Elsewhere extends ClassLoader {

	private static final String OURS = "io.aemp.";

	private static final String VERSION = "1.2.3-and-something-longer";

	private Elsewhere() {
		super(Elsewhere.class.getClassLoader());
	}

	/** Tells a story alone, in a thread of its own. */
	static long digest(long seed) {
		CompletableFuture<Long> digest = new CompletableFuture<>();
		new Thread(() -> {
			try {
				Method method = new Elsewhere().loadClass(ContractTests.class.getName())
					.getDeclaredMethod("digest", long.class);
				method.setAccessible(true);
				digest.complete((Long) method.invoke(null, seed));
			}
			catch (ReflectiveOperationException ex) {
				digest.completeExceptionally(ex);
			}
		}, "elsewhere").start();
		return digest.orTimeout(5, TimeUnit.MINUTES).join();
	}

	@Override
	protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
		if (!name.startsWith(OURS)) {
			return super.loadClass(name, resolve);
		}
		synchronized (getClassLoadingLock(name)) {
			Class<?> loaded = findLoadedClass(name);
			return (loaded != null) ? loaded : findClass(name);
		}
	}

	@Override
	protected Class<?> findClass(String name) throws ClassNotFoundException {
		try (InputStream input = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
			if (input == null) {
				throw new ClassNotFoundException(name);
			}
			String packageName = name.substring(0, name.lastIndexOf('.'));
			if (getDefinedPackage(packageName) == null) {
				definePackage(packageName, null, null, null, null, VERSION, null, null);
			}
			byte[] bytes = input.readAllBytes();
			return defineClass(name, bytes, 0, bytes.length);
		}
		catch (IOException ex) {
			throw new ClassNotFoundException(name, ex);
		}
	}

}
