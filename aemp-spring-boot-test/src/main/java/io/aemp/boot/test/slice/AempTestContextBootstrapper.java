package io.aemp.boot.test.slice;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;

/** Makes the contexts of {@link AempTest}. */
final class AempTestContextBootstrapper extends TestSliceTestContextBootstrapper<AempTest> {

}
