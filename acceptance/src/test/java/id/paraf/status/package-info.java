/** Looks at the memory of the status package from inside. */
@NullMarked
package id.paraf.status;

import org.jspecify.annotations.NullMarked;
