package io.aemp.boot.test;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

/** What the rooms of this module may use. */
@AnalyzeClasses(packages = "io.aemp.boot.test", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule rooms = layeredArchitecture().consideringOnlyDependenciesInLayers()
		.layer("network")
		.definedBy("io.aemp.boot.test.network")
		.layer("probe")
		.definedBy("io.aemp.boot.test.probe")
		.layer("assertj")
		.definedBy("io.aemp.boot.test.assertj")
		.layer("slice")
		.definedBy("io.aemp.boot.test.slice")
		.layer("stub")
		.definedBy("io.aemp.boot.test.stub")
		.whereLayer("network")
		.mayOnlyBeAccessedByLayers("slice")
		.whereLayer("probe")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("assertj")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("slice")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("stub")
		.mayNotBeAccessedByAnyLayer();

	@ArchTest
	static final ArchRule mockitoAndAssertJAreWhereTheyMustBe = noClasses().that()
		.resideOutsideOfPackages("io.aemp.boot.test.stub", "io.aemp.boot.test.assertj")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.mockito..", "org.assertj..");

}
