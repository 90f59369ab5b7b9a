package org.inesconnector.simulator.ines;

import org.inesconnector.simulator.http.Fault;

/** Faults that only make sense for INES; the others are in {@link Fault}. */
public final class InesFaults {

    private static final String REFERENCES = "<((?:\\w+:)?InternalRef|(?:\\w+:)?(?:AddLead|UpdateContact)Result)>[^<]*</\\1>";

    private InesFaults() {}

    /** INES says no in these words; nothing was done. */
    public static Fault soapFault(String words) {
        return soapFault(Fault.When.BEFORE_THE_WORK, words);
    }

    /** INES broke off after the work, as .NET tells it: it is done. */
    public static Fault brokenOff() {
        return soapFault(Fault.When.AFTER_THE_WORK, "Server was unable to process request. ---> Timeout expired.");
    }

    private static Fault soapFault(Fault.When when, String words) {
        var body = """
                <?xml version="1.0" encoding="utf-8"?><soap:Envelope \
                xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><soap:Fault>\
                <faultcode>soap:Server</faultcode><faultstring>%s</faultstring><detail/>\
                </soap:Fault></soap:Body></soap:Envelope>""".formatted(Html.escape(words));
        return new Fault.Answer(when, 500, "text/xml;charset=utf-8", body);
    }

    /** The work is done, but the answer lacks every reference. */
    public static Fault withoutReferences() {
        return new Fault.Replaced(REFERENCES, "");
    }

    /** INES refuses who signs in, as where the password was changed; any other call is answered as ever. */
    public static Fault signInRefused() {
        return new Fault.Replaced("codeReturn>ok<", "codeReturn>failed<");
    }

    /** The session of this very call ends just before it. */
    public static Fault sessionDropped() {
        return new Fault.Effect(InesProtocol.SESSION_DROPPED);
    }
}
