/** Tools that made the files in {@code src/main/resources} and {@code src/test/resources}; run by hand, kept for the record. */
package id.paraf.face.build;
