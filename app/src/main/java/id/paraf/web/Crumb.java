package id.paraf.web;

/**
 * One step of the breadcrumb above the title of the page.
 *
 * @param text in the reader's language
 * @param href path on this application; the last crumb, the page itself, is added by the layout
 */
public record Crumb(String text, String href) {
}
