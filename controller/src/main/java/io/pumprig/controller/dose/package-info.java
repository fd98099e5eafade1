/** How much is due, exactly: the program's integral, the ledger, the lease. Integers only. */
package io.pumprig.controller.dose;
