package io.aemp.boot.test.guide.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.aemp.DataConnection;
import io.aemp.annotation.DataConnectionHandler;
import io.aemp.annotation.SourceNode;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

@Component
class Archive {

	private final Path folder;

	Archive(@Value("${archive.folder}") Path folder) {
		this.folder = folder;
	}

	@DataConnectionHandler("archive")
	void store(DataConnection connection, String name, @SourceNode String node) throws IOException {
		Files.copy(connection.inputStream(), this.folder.resolve(Path.of(name).getFileName()));
		connection.close();
	}

}
