package org.inesconnector.connector.sync;

import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.inesconnector.connector.links.CompanyLink;
import org.inesconnector.connector.links.GoneCompanies;
import org.inesconnector.connector.links.LinkedContacts;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.ines.ClientField;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticCompany;
import org.inesconnector.mautic.MauticException;
import org.springframework.stereotype.Component;

/**
 * Finds out what becomes of the client of a company that is gone in Mautic, while its contacts are all at another company:
 * Mautic merges companies so, and says of it only that one was deleted.
 */
@Component
class ClientOfGoneCompany {

    private static final int PAGE = 400;

    private final MauticClient mautic;
    private final InesReading ines;
    private final Links links;
    private final LinkedContacts linked;
    private final GoneCompanies gone;

    ClientOfGoneCompany(
            MauticClient mautic, InesReading ines, Links links, LinkedContacts linked, GoneCompanies gone) {
        this.mautic = mautic;
        this.ines = ines;
        this.links = links;
        this.linked = linked;
        this.gone = gone;
    }

    sealed interface Answer {

        record None() implements Answer {}

        /** @param link of the company that is gone */
        record Of(CompanyLink link) implements Answer {}

        /** Its client has another name than the company. */
        record InDoubt(Message why, Situation.Question question) implements Answer {}
    }

    /**
     * For a company that is not linked.
     *
     * @param former companies with which contacts were pushed that are at this one now
     * @throws NotCertainlyGone where INES cannot read a record
     */
    Answer find(MauticCompany company, Collection<Long> former) {
        for (long one : former) {
            var link = links.company(one);
            if (link.isPresent() && !gone.isScattered(one) && isGone(one) && areAllAt(company.id(), one)) {
                var client = ines.client(link.get().inesClientRef());
                if (client.filter(found -> Adoption.isOf(company, found)).isPresent()) {
                    return new Answer.Of(link.get());
                }
                if (client.isPresent()) {
                    return new Answer.InDoubt(
                            Message.of(
                                    "gone.company",
                                    one,
                                    company.id(),
                                    company.name().orElse(""),
                                    client.get().reference(),
                                    client.get().value(ClientField.COMPANY_NAME).map(CustomFieldText::of)
                                            .map(String::strip).orElse("")),
                            new Situation.Question.IsSameCompany(link.get(), company.id()));
                }
            }
        }
        return new Answer.None();
    }

    /** Two clients are one company, where a contact was moved from the one to the other since its company is gone. */
    void moved(long from, CompanyLink to) {
        links.company(from)
                .filter(left -> !gone.isKnown(from))
                .ifPresent(left -> {
                    try {
                        keep(left, to);
                    } catch (MauticException _) {
                        // The next contact that is moved tells it.
                    }
                });
    }

    private void keep(CompanyLink left, CompanyLink to) {
        if (isGone(left.mauticCompanyId())) {
            boolean isMerged = areAllAt(to.mauticCompanyId(), left.mauticCompanyId());
            gone.keep(
                    left,
                    isMerged ? OptionalLong.of(to.mauticCompanyId()) : OptionalLong.empty(),
                    isMerged && left.inesClientRef() != to.inesClientRef());
        }
    }

    private boolean isGone(long company) {
        return mautic.companies(List.of(company)).isEmpty();
    }

    /** Who has no company any more says nothing. */
    private boolean areAllAt(long company, long former) {
        var page = linked.ofCompanyAfter(former, 0, PAGE);
        while (!page.isEmpty()) {
            if (mautic.primaryCompanyIds(page).values().stream().anyMatch(now -> now != company)) {
                return false;
            }
            page = linked.ofCompanyAfter(former, page.getLast(), PAGE);
        }
        return true;
    }
}
