package io.aemp;

import java.time.Instant;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.random.RandomGenerator;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.aemp.dispatch.NodeThreadFactory;
import org.jspecify.annotations.NullMarked;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** The rooms of the house: who may use what. See docs/architecture.md. */
@AnalyzeClasses(packages = "io.aemp",
		importOptions = { ImportOption.DoNotIncludeTests.class, RoomsTests.DoNotIncludeTestSupport.class })
class RoomsTests {

	private static final String API = "io.aemp";

	private static final String[] BASE = { "java..", "org.jspecify..", "org.slf4j..", "io.aemp.log" };

	private static ArchRule room(String room, String... mayUse) {
		String[] all = new String[BASE.length + mayUse.length + 2];
		System.arraycopy(BASE, 0, all, 0, BASE.length);
		System.arraycopy(mayUse, 0, all, BASE.length, mayUse.length);
		all[all.length - 2] = API;
		all[all.length - 1] = "io.aemp." + room;
		return classes().that()
			.resideInAPackage("io.aemp." + room)
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage(all);
	}

	@ArchTest
	static final ArchRule api = classes().that()
		.resideInAPackage(API)
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage(API, "java..", "javax.net.ssl..", "org.jspecify..");

	@ArchTest
	static final ArchRule log = classes().that()
		.resideInAPackage("io.aemp.log")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("io.aemp.log", "java..", "org.jspecify..");

	@ArchTest
	static final ArchRule dispatch = room("dispatch");

	@ArchTest
	static final ArchRule port = room("port", "io.aemp.dispatch");

	@ArchTest
	static final ArchRule discovery = room("discovery", "javax.naming..");

	@ArchTest
	static final ArchRule link = room("link");

	@ArchTest
	static final ArchRule outbound = room("outbound", "io.aemp.link", "io.aemp.port");

	@ArchTest
	static final ArchRule liveness = room("liveness", "io.aemp.outbound", "io.aemp.link", "io.aemp.dispatch");

	@ArchTest
	static final ArchRule handshake = room("handshake", "javax.crypto..");

	@ArchTest
	static final ArchRule node = room("node", "io.aemp.liveness", "io.aemp.outbound", "io.aemp.link", "io.aemp.port",
			"io.aemp.dispatch");

	@ArchTest
	static final ArchRule global = room("global", "io.aemp.node", "io.aemp.port", "io.aemp.dispatch");

	@ArchTest
	static final ArchRule process = room("process", "io.aemp.node", "io.aemp.port");

	@ArchTest
	static final ArchRule loop = room("loop", "io.aemp.dispatch", "io.netty..");

	@ArchTest
	static final ArchRule codec = room("codec", "tools.jackson.core..");

	@ArchTest
	static final ArchRule transport = room("transport", "io.aemp.handshake", "io.aemp.link", "io.aemp.loop",
			"io.aemp.discovery", "io.aemp.dispatch", "io.netty..", "javax.net.ssl..", "javax.naming..", "jdk.net..",
			"javax.security.auth.x500..");

	@ArchTest
	static final ArchRule profile = room("profile", "tools.jackson.core..");

	@ArchTest
	static final ArchRule logcatcher = room("logcatcher");

	@ArchTest
	static final ArchRule dataconnection = room("dataconnection", "io.aemp.link", "io.aemp.port", "io.aemp.dispatch");

	@ArchTest
	static final ArchRule groups = room("groups");

	@ArchTest
	static final ArchRule trace = room("trace", "io.aemp.link");

	@ArchTest
	static final ArchRule nobodyUsesTheCompositionRoot = noClasses().that()
		.resideOutsideOfPackage("io.aemp.runtime")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.aemp.runtime");

	@ArchTest
	static final ArchRule noCycles = slices().matching("io.aemp.(**)").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule clocksComeFromOutside = noClasses().that(areNotThreadsOrClocks())
		.and()
		.resideOutsideOfPackage("io.aemp.log")
		.should()
		.callMethod(System.class, "nanoTime")
		.orShould()
		.callMethod(System.class, "currentTimeMillis")
		.orShould()
		.callMethod(Instant.class, "now");

	@ArchTest
	static final ArchRule threadsComeFromOutside = noClasses().that(areNotThreadsOrClocks())
		.and()
		.resideOutsideOfPackage("io.aemp.transport")
		.should()
		.callConstructor(Thread.class, Runnable.class)
		.orShould()
		.callConstructor(Thread.class, Runnable.class, String.class)
		.orShould()
		.dependOnClassesThat()
		.belongToAnyOf(Executors.class, ForkJoinPool.class, ThreadPoolExecutor.class);

	/** A thread that is made elsewhere inherits from whoever makes it. */
	@ArchTest
	static final ArchRule threadsAreMadeWhereTheyInheritNothing = noClasses()
		.that(DescribedPredicate.not(belongToAnyOf(NodeThreadFactory.class)))
		.and()
		.haveSimpleNameNotEndingWith("PoolThread")
		.should()
		.callConstructorWhere(target(owner(type(Thread.class))))
		.orShould()
		.callMethod(Executors.class, "newCachedThreadPool")
		.orShould()
		.callMethod(Executors.class, "newSingleThreadExecutor")
		.orShould()
		.callMethod(Executors.class, "defaultThreadFactory");

	@ArchTest
	static final ArchRule randomnessComesFromOutside = noClasses().that(areNotThreadsOrClocks())
		.should()
		.callConstructor(Random.class)
		.orShould()
		.callMethod(RandomGenerator.class, "getDefault")
		.orShould()
		.callMethod(ThreadLocalRandom.class, "current");

	@ArchTest
	static final ArchRule noStaticState = fields().that().areStatic().should().beFinal();

	@ArchTest
	static final ArchRule everyRoomIsNullMarked = classes()
		.that(describe("are packages of this project", RoomsTests::isPackageInfo))
		.should()
		.beAnnotatedWith(NullMarked.class);

	private static DescribedPredicate<JavaClass> areNotThreadsOrClocks() {
		return DescribedPredicate.not(resideInAnyPackage("io.aemp.runtime", "io.aemp.dispatch"));
	}

	private static boolean isPackageInfo(JavaClass type) {
		return type.getSimpleName().equals("package-info") && !type.getModifiers().contains(JavaModifier.ENUM);
	}

	/** What is on the class path for tests only, though it is no test. */
	static final class DoNotIncludeTestSupport implements ImportOption {

		@Override
		public boolean includes(Location location) {
			return !location.contains("aemp-test-support");
		}

	}

}
