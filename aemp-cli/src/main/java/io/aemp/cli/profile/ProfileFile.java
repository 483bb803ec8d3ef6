package io.aemp.cli.profile;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.aemp.InvalidConfigurationException;
import io.aemp.cli.command.CommandException;
import io.aemp.cli.command.Json;
import io.aemp.profile.ProfileDocument;
import org.jspecify.annotations.Nullable;

/**
 * The file of profiles. A change holds a lock, and replaces the file at once: other
 * programs see the old text or the new one. The old text stays as {@code FILE~}, as the
 * reference leaves it.
 */
public final class ProfileFile {

	private static final String VARIABLE = "PERL_ANYEVENT_MP_RC";

	private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(10);

	private static final long LOCK_PAUSE_MILLIS = 10;

	/** For the owner only: the file holds secrets. */
	private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");

	private final Path path;

	ProfileFile(Path path) {
		this.path = path;
	}

	/**
	 * The file that the environment names.
	 * @param environment the environment variables
	 * @return the file, which may not exist
	 * @throws CommandException if no variable names a folder
	 */
	public static ProfileFile of(Map<String, String> environment) {
		String named = environment.getOrDefault(VARIABLE, "");
		if (!named.isEmpty()) {
			return new ProfileFile(Path.of(named));
		}
		String home = environment.getOrDefault("HOME", "");
		if (!home.isEmpty()) {
			return new ProfileFile(Path.of(home, ".perl-anyevent-mp"));
		}
		String data = environment.getOrDefault("APPDATA", "");
		if (!data.isEmpty()) {
			return new ProfileFile(Path.of(data, "perl-anyevent-mp"));
		}
		throw CommandException
			.usage("There is no place for the file of profiles: set " + VARIABLE + " to a file, or HOME to a folder.");
	}

	/**
	 * The content of the file.
	 * @return its content; may be changed
	 * @throws CommandException if the file is there, but cannot be read
	 */
	Map<String, @Nullable Object> read() {
		if (Files.exists(this.path, LinkOption.NOFOLLOW_LINKS)) {
			return content();
		}
		Map<String, @Nullable Object> content = new LinkedHashMap<>();
		content.put("version", 1);
		return content;
	}

	private Map<String, @Nullable Object> content() {
		try {
			return ProfileDocument.readContent(this.path);
		}
		catch (InvalidConfigurationException ex) {
			throw CommandException.usage(ex.problem() + " Correct the file, or name another one by " + VARIABLE + ".");
		}
	}

	/**
	 * Reads the file, changes its content and writes it, while others that lock it wait.
	 * @param change changes the content
	 * @throws CommandException if the file cannot be written
	 */
	void update(Consumer<Map<String, @Nullable Object>> change) {
		try {
			Path target = Files.isSymbolicLink(this.path) ? this.path.toRealPath() : this.path;
			try (FileChannel channel = lock(sibling(target, "~lock"))) {
				Map<String, @Nullable Object> content = read();
				change.accept(content);
				replace(target, Json.pretty(content) + "\n");
			}
		}
		catch (IOException ex) {
			throw CommandException.usage("'" + this.path + "' cannot be written: " + ex
					+ ". Make its folder, or its permissions, such that you may write it, or name another file by "
					+ VARIABLE + ".");
		}
	}

	private void replace(Path target, String text) throws IOException {
		Path fresh = sibling(target, "~new~");
		Path old = sibling(target, "~");
		Files.deleteIfExists(fresh);
		Files.createFile(fresh, attributes(target));
		Files.writeString(fresh, text);
		if (Files.exists(target)) {
			keepPermissions(target, fresh);
			Files.deleteIfExists(old);
			Files.copy(target, old, StandardCopyOption.COPY_ATTRIBUTES);
		}
		Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

	/** The umask cannot widen these; an existing file gets its own again. */
	private static FileAttribute<?>[] attributes(Path target) {
		return isPosix(target) ? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(PRIVATE) }
				: new FileAttribute<?>[0];
	}

	private static void keepPermissions(Path target, Path fresh) throws IOException {
		if (isPosix(target)) {
			Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(target));
		}
	}

	private static boolean isPosix(Path path) {
		return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
				&& path.getFileSystem() == FileSystems.getDefault();
	}

	/** A file of its own, because the file of profiles is replaced. It stays. */
	private static FileChannel lock(Path path) throws IOException {
		try {
			Files.createFile(path, attributes(path));
		}
		catch (FileAlreadyExistsException ex) {
			// somebody has locked before
		}
		FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
		try {
			long deadline = System.nanoTime() + LOCK_TIMEOUT.toNanos();
			while (tryLock(channel) == null) {
				if (System.nanoTime() > deadline) {
					throw new IOException(
							"another process has held the lock '" + path + "' for " + LOCK_TIMEOUT.toSeconds() + " s");
				}
				TimeUnit.MILLISECONDS.sleep(LOCK_PAUSE_MILLIS);
			}
			return channel;
		}
		catch (IOException | RuntimeException ex) {
			channel.close();
			throw ex;
		}
		catch (InterruptedException ex) {
			channel.close();
			Thread.currentThread().interrupt();
			throw new IOException("interrupted", ex);
		}
	}

	private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
		try {
			return channel.tryLock();
		}
		catch (OverlappingFileLockException ex) {
			// another thread of this process has it
			return null;
		}
	}

	private static Path sibling(Path path, String suffix) {
		return path.resolveSibling(path.getFileName() + suffix);
	}

	@Override
	public String toString() {
		return this.path.toString();
	}

}
