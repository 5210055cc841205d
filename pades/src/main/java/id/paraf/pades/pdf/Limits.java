package id.paraf.pades.pdf;

/**
 * How much a file may ask of this reader (checklist PD-01).
 *
 * @param fileBytes        size of the file
 * @param depth            nesting of arrays and dictionaries
 * @param valuesPerObject  values in one indirect object
 * @param textPerObject    bytes of strings and names in one indirect object
 * @param unpackedPerStream bytes of one stream after unpacking
 * @param unpackedPerFile  bytes of all unpacked streams together, over the life of the {@link PdfFile}
 * @param revisions        cross-reference sections
 */
public record Limits(long fileBytes, int depth, int valuesPerObject, int textPerObject, int unpackedPerStream,
        long unpackedPerFile, int revisions) {

    /** ISO 32000-1 Annex C: the largest object number. */
    static final int OBJECT_NUMBERS = 8_388_607;

    /** For documents of citizens: files up to 2 GiB. */
    public static final Limits ORDINARY = new Limits(1L << 31, 64, 1_000_000, 16 << 20, 32 << 20, 256L << 20, 2_000);
}
