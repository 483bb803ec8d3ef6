package io.aemp.sample.images;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the dispatch treats its workers.
 *
 * @param jobsPerWorker how many images a worker has at most: one to work on, and the next
 * one on its way
 * @param timeout how long a worker may take
 * @param tries how many workers may fail an image
 * @param pause how long a worker that failed gets nothing
 * @param queue how many images may wait for a worker
 * @param deadline how long an image may wait for a worker
 * @param largeFrom images of more than that many bytes travel over a data connection
 */
@ConfigurationProperties("sample.images")
record ImageProperties(@DefaultValue("2") int jobsPerWorker, @DefaultValue("20s") Duration timeout,
		@DefaultValue("5") int tries, @DefaultValue("5s") Duration pause, @DefaultValue("1000") int queue,
		@DefaultValue("2m") Duration deadline, @DefaultValue("1MB") DataSize largeFrom) {

}
