package id.paraf.certificate;

import java.util.List;

/**
 * Published at the end of a nightly lint that found something, in the transaction that notes its end.
 *
 * @param count how many certificates in force break a rule
 * @param first the first few of them, each as its serial number and what it breaks
 */
public record DefectsFound(int count, List<String> first) {
}
