package org.inesconnector.ines;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What comparing an INES's own contracts with ours came to.
 *
 * @param adaptation what to give {@link InesClient#create(InesSettings, ContractAdaptation)}
 */
public record ContractReport(List<ContractDifference> differences, ContractAdaptation adaptation) {

    public ContractReport {
        differences = List.copyOf(differences);
    }

    public boolean isUsable() {
        return differences.stream().noneMatch(ContractDifference::blocking);
    }

    /** @throws InesException.ContractDiffers where a difference cannot be adapted to, with all of those in words */
    public void requireUsable() {
        if (!isUsable()) {
            throw new InesException.ContractDiffers(CallGate.CONTRACT, differences.stream()
                    .filter(ContractDifference::blocking)
                    .map(ContractDifference::words)
                    .collect(Collectors.joining("; ", "INES's contract differs: ", "")));
        }
    }
}
