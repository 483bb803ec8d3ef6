package io.aemp.boot;

import java.lang.annotation.Annotation;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

/** What the rooms of this module may use. */
@AnalyzeClasses(packages = { "io.aemp.boot", "io.aemp.annotation" },
		importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule rooms = layeredArchitecture().consideringOnlyDependenciesInLayers()
		.layer("events")
		.definedBy("io.aemp.boot.event")
		.layer("annotations")
		.definedBy("io.aemp.annotation")
		.layer("conversion")
		.definedBy("io.aemp.boot.conversion")
		.layer("handlers")
		.definedBy("io.aemp.boot.handler")
		.layer("streams")
		.definedBy("io.aemp.boot.stream")
		.layer("ports")
		.definedBy("io.aemp.boot.port")
		.layer("listeners")
		.definedBy("io.aemp.boot.listener")
		.layer("clients")
		.definedBy("io.aemp.boot.client")
		.layer("logging")
		.definedBy("io.aemp.boot.logging")
		.layer("transfer")
		.definedBy("io.aemp.boot.transfer")
		.layer("actuator")
		.definedBy("io.aemp.boot.actuate")
		.layer("page")
		.definedBy("io.aemp.boot.page")
		.layer("metrics")
		.definedBy("io.aemp.boot.metrics")
		.layer("observations")
		.definedBy("io.aemp.boot.observation")
		.layer("hops")
		.definedBy("io.aemp.boot.hop")
		.layer("flight recorder")
		.definedBy("io.aemp.boot.flightrecorder")
		.layer("configuration")
		.definedBy("io.aemp.boot.autoconfigure")
		.whereLayer("configuration")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("actuator")
		.mayOnlyBeAccessedByLayers("configuration", "page")
		.whereLayer("page")
		.mayOnlyBeAccessedByLayers("configuration")
		.whereLayer("observations")
		.mayOnlyBeAccessedByLayers("configuration", "hops")
		.whereLayer("hops")
		.mayOnlyBeAccessedByLayers("configuration", "actuator")
		.whereLayer("flight recorder")
		.mayOnlyBeAccessedByLayers("configuration")
		.whereLayer("metrics")
		.mayOnlyBeAccessedByLayers("configuration")
		.whereLayer("transfer")
		.mayOnlyBeAccessedByLayers("configuration")
		.whereLayer("clients")
		.mayOnlyBeAccessedByLayers("configuration")
		.whereLayer("logging")
		.mayOnlyBeAccessedByLayers("configuration", "actuator")
		.whereLayer("listeners")
		.mayOnlyBeAccessedByLayers("configuration")
		.whereLayer("ports")
		.mayOnlyBeAccessedByLayers("configuration", "actuator", "metrics", "listeners", "clients")
		.whereLayer("handlers")
		.mayOnlyBeAccessedByLayers("configuration", "actuator", "metrics", "listeners", "ports", "clients",
				"observations", "hops", "flight recorder", "logging")
		.whereLayer("streams")
		.mayOnlyBeAccessedByLayers("handlers", "clients")
		.whereLayer("conversion")
		.mayOnlyBeAccessedByLayers("configuration", "ports", "handlers", "clients", "actuator")
		.whereLayer("annotations")
		.mayOnlyBeAccessedByLayers("ports", "listeners", "handlers", "clients", "configuration");

	@ArchTest
	static final ArchRule annotationsOnly = classes().that()
		.resideInAPackage("io.aemp.annotation")
		.and()
		.haveSimpleNameNotStartingWith("package-info")
		.should()
		.beAssignableTo(Annotation.class)
		.orShould()
		.beEnums();

	@ArchTest
	static final ArchRule theInsideOfTheCoreStaysInside = noClasses().should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.aemp.port..", "io.aemp.node..", "io.aemp.global..", "io.aemp.codec..",
				"io.aemp.transport..", "io.aemp.handshake..", "io.netty..");

	@ArchTest
	static final ArchRule oneClassKnowsJackson = noClasses().that()
		.haveNameNotMatching("io\\.aemp\\.boot\\.(conversion\\.Jackson|autoconfigure\\.Pojo)Mapping.*")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("tools.jackson..");

	@ArchTest
	static final ArchRule onlyTheConfigurationMakesNodes = noClasses().that()
		.resideOutsideOfPackage("io.aemp.boot.autoconfigure")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.aemp.runtime..", "io.aemp.profile..");

	/** A thread that is made elsewhere inherits from whoever makes it. */
	@ArchTest
	static final ArchRule threadsAreMadeWhereTheyInheritNothing = noClasses().should()
		.callConstructorWhere(target(owner(assignableTo(Thread.class))))
		.orShould()
		.dependOnClassesThat()
		.belongToAnyOf(CustomizableThreadFactory.class, SimpleAsyncTaskExecutor.class);

	@ArchTest
	static final ArchRule noClocksBesidesTheConfiguration = noClasses().that()
		.resideOutsideOfPackage("io.aemp.boot.autoconfigure")
		.should()
		.callMethod(System.class, "nanoTime")
		.orShould()
		.callMethod(System.class, "currentTimeMillis")
		.orShould()
		.callMethod(Thread.class, "sleep", long.class);

}
