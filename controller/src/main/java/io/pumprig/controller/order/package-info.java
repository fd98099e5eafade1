/**
 * What people ask of the pump: the prescription and the orders, checked before anything moves, and
 * the inbox in which orders wait for the cycle that takes them. Knows how a wish is written, not
 * how it is delivered.
 */
package io.pumprig.controller.order;
