package io.aemp.boot.test.guide.archive;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.aemp.boot.transfer.DataTransfer;
import org.springframework.core.io.FileSystemResource;
import org.springframework.stereotype.Component;

@Component
class Backup {

	private final DataTransfer transfer;

	Backup(DataTransfer transfer) {
		this.transfer = transfer;
	}

	CompletableFuture<Long> save(Path file) {
		return this.transfer.send("archive-node", Duration.ofSeconds(10), "archive", new FileSystemResource(file),
				file.getFileName().toString());
	}

}
