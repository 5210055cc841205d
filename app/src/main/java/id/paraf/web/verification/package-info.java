/** "Verifikasi PDF": what a file proves, for anybody, as a page and for programs as JSON. Owns no tables and keeps no file. */
@NullMarked
package id.paraf.web.verification;

import org.jspecify.annotations.NullMarked;
