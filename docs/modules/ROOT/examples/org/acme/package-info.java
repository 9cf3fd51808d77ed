/** The examples of the pages, compiled and run: tags mark what a page shows. */
package org.acme;
