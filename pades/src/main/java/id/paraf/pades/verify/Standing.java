package id.paraf.pades.verify;

import java.util.HashSet;
import java.util.Set;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfView;

/**
 * What stands in one revision: read once, and compared with the one before it and with the one behind it.
 *
 * @param ruled    objects that rules compare by themselves
 * @param comments annotations that may change where comments may; what else one of them is the rules for that ask
 */
record Standing(PdfView view, FormTree form, Pages pages, Set<Integer> ruled, Set<Integer> comments) {

    static Standing of(PdfView view) throws MalformedPdf {
        var form = FormTree.of(view);
        var pages = Pages.of(view);
        var ruled = new HashSet<Integer>(form.nodes().keySet());
        ruled.addAll(pages.leaves().keySet());
        var comments = new HashSet<Integer>();
        PageRule.ruled(view, pages, ruled, comments);
        return new Standing(view, form, pages, ruled, comments);
    }
}
