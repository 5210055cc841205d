package id.paraf.pades.verify;

import java.util.List;

/**
 * The verdict about one file and the facts it rests on.
 *
 * @param pages      how many pages the document has now
 * @param revisions  how many times the file was saved, the first included
 * @param signatures in the order in which they were made
 */
public record Report(FileVerdict verdict, int pages, int revisions, List<SignatureReport> signatures) {

    public Report {
        signatures = List.copyOf(signatures);
    }

    /**
     * The worst of its signatures. A document timestamp vouches for no signer: alone it makes no signed file, and one whose
     * authority is unknown takes nothing from the signatures beside it.
     */
    static FileVerdict verdict(List<SignatureReport> signatures) {
        var worst = FileVerdict.VALID_AND_INTACT;
        boolean signed = false;
        for (var one : signatures) {
            var plain = Reason.plain(one.reasons());
            boolean timestamp = one.kind() == SignatureReport.Kind.DOCUMENT_TIMESTAMP;
            signed |= !timestamp;
            if (plain.compareTo(worst) > 0 && !(timestamp && plain == FileVerdict.INTACT_SIGNER_UNCHECKED)) {
                worst = plain;
            }
        }
        return signed || worst.compareTo(FileVerdict.INTACT_SIGNER_UNCHECKED) > 0 ? worst : FileVerdict.NO_SIGNATURE;
    }
}
