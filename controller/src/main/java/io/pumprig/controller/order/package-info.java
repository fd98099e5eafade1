/**
 * What people ask of the pump: the prescription and the orders, checked before anything moves, and
 * the inbox in which orders wait for the cycle that takes them. Knows how a wish is written, not
 * how it is delivered.
 *
 * <p>A therapy is checked twice. Its reader refuses what no library could allow, the first thing
 * wrong, with its line; the drug library's rules then tell everything that they mind at once, since
 * each of them stands by itself. A library narrows the fixed limits and never widens them.
 */
package io.pumprig.controller.order;
