package id.paraf.pades.mark;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.pades.pdf.PdfUpdate;

/** A font as a mark needs it. */
interface Face {

    /** Width of the text at size 1. */
    double width(String text);

    /** The operand of Tj, with its brackets. */
    String shown(String text);

    /** Adds the font dictionary; called after every text was asked for. */
    PdfObject.Reference add(PdfUpdate update) throws UnusableMark, MalformedPdf;
}
