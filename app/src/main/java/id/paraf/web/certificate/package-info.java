/** Pages of the register: the owner's list, details, downloads and revocation; the public repository of lists and chains. */
@NullMarked
package id.paraf.web.certificate;

import org.jspecify.annotations.NullMarked;
