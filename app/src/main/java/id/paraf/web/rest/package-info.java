/**
 * The REST API of Paraf itself: its calls, their errors, and the document that describes them to programs and people. Owns no tables.
 */
@NullMarked
package id.paraf.web.rest;

import org.jspecify.annotations.NullMarked;
