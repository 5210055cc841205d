package id.paraf.testing;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** Every class of the product, read once for all tests that look at how it is built. */
public final class ProductClasses {

    public static final JavaClasses ALL = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar")).importPackages("id.paraf")
            .that(DescribedPredicate.describe("are not test support",
                    (JavaClass type) -> !type.getPackageName().startsWith("id.paraf.testing")));

    private ProductClasses() {
    }
}
