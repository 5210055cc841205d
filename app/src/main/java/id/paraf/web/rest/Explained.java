package id.paraf.web.rest;

/**
 * An error as the page for integrators explains it.
 *
 * @param code as it stands in an answer
 */
public record Explained(String code, int status, String title, String detail) {
}
