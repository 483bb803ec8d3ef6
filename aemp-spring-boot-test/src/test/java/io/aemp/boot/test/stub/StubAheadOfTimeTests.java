package io.aemp.boot.test.stub;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.aot.AotDetector;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.test.generate.CompilerFiles;
import org.springframework.core.SpringProperties;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.test.context.TestContextManager;
import org.springframework.test.context.aot.TestContextAotGenerator;

import static org.assertj.core.api.Assertions.assertThatNoException;

/** A test with a mock whose context Spring has processed ahead of time. */
class StubAheadOfTimeTests {

	@Test
	@CompileWithForkedClassLoader
	void theMockIsAMemberOfTheFamily() {
		InMemoryGeneratedFiles generated = new InMemoryGeneratedFiles();
		new TestContextAotGenerator(generated).processAheadOfTime(Stream.of(AempStubTests.class));
		// for the classes of this class loader only
		SpringProperties.setFlag(AotDetector.AOT_ENABLED);
		TestCompiler.forSystem().with(CompilerFiles.from(generated)).compile((compiled) -> runs());
	}

	private static void runs() {
		TestContextManager manager = new TestContextManager(AempStubTests.class);
		AempStubTests tests = new AempStubTests();
		assertThatNoException().isThrownBy(() -> manager.prepareTestInstance(tests));
		tests.clientAsksTheMockByMessages();
		manager.getTestContext().markApplicationContextDirty(null);
	}

}
