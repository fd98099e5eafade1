/**
 * A whole delivery weighed: the controller runs a therapy on the rig under test while a balance is
 * read at equal times, and what comes of it is written as tables and as a picture. The arithmetic
 * is the product's own ({@link io.pumprig.hal.gravimetry}); nothing here judges a weight.
 */
package io.pumprig.hardware.gravimetry;
