package id.paraf.pades;

import java.io.ByteArrayInputStream;
import java.util.List;

import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** The PDF Association's checker of PDF/A. */
public final class VeraPdf {

    static {
        VeraGreenfieldFoundryProvider.initialise();
    }

    private VeraPdf() {
    }

    /** What does not conform, by clause of the standard and place in the file; empty if everything does. */
    public static List<String> flaws(byte[] file, PDFAFlavour flavour) {
        try (var parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(file), flavour);
                var validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            var result = validator.validate(parser);
            var flaws = result.getTestAssertions().stream().filter(each -> each.getStatus() == TestAssertion.Status.FAILED)
                    .map(each -> each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber() + " " + each.getMessage()
                            + " at " + each.getLocation().getContext())
                    .distinct().toList();
            if (flaws.isEmpty() != result.isCompliant()) {
                throw new IllegalStateException("Neither conforming nor with a flaw");
            }
            return flaws;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
