/** The CA operator's console: how the authority is, and who holds the trusted roles. Nothing here decides about a person. */
@NullMarked
package id.paraf.web.operator;

import org.jspecify.annotations.NullMarked;
