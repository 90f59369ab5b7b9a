package org.inesconnector.ines;

import org.inesconnector.ines.wsdl.sync.LeadInfo;

/** A lead as INES's LeadInfo: what we do not know of it is 0. */
final class Leads {

    private Leads() {}

    static LeadInfo request(Lead lead, OutgoingText text) {
        var info = new LeadInfo();
        info.setClRef(lead.clientReference());
        info.setCtRef(lead.contactReference());
        info.setMailExpe(text.clean("MailExpe", lead.email()));
        info.setDescriptionCourte(text.clean("DescriptionCourte", lead.shortDescription()));
        info.setReclaDescDetail(text.clean("ReclaDescDetail", lead.detail()));
        info.setFileRef(lead.channel());
        info.setAutomationScoring(lead.scoring());
        info.setCriticiteRef(0);
        info.setTypeRef(0);
        info.setEtatRef(0);
        info.setOrigineRef(0);
        info.setDossierRef(0);
        info.setCampagneRef(0);
        info.setArticleRef(0);
        info.setReclaMere(0);
        info.setPropietaire(0);
        info.setGestionnaire(0);
        return info;
    }
}
