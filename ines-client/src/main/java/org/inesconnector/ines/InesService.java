package org.inesconnector.ines;

import org.inesconnector.ines.wsdl.cf.CfSoap;
import org.inesconnector.ines.wsdl.icm.IcmSoap;
import org.inesconnector.ines.wsdl.login.LoginSoap;
import org.inesconnector.ines.wsdl.sync.AutomationSyncSoap;

/** INES's four web services: where each is under the root, and our contract of it. */
enum InesService {
    LOGIN("/wslogin/login.asmx", "wsdl/login.wsdl", LoginSoap.class),
    ICM("/ws/wsicm.asmx", "wsdl/wsicm.wsdl", IcmSoap.class),
    CF("/ws/wscf.asmx", "wsdl/wscf.wsdl", CfSoap.class),
    SYNC("/ws/WSAutomationSync.asmx", "wsdl/WSAutomationSync.wsdl", AutomationSyncSoap.class);

    /** Assumed for every service until a live contract says otherwise. */
    static final String NAMESPACE = "http://webservice.ines.fr";

    private final String path;
    private final String contract;
    private final Class<?> port;

    InesService(String path, String contract, Class<?> port) {
        this.path = path;
        this.contract = contract;
        this.port = port;
    }

    String path() {
        return path;
    }

    /** The class path resource that holds our contract. */
    String contract() {
        return contract;
    }

    Class<?> port() {
        return port;
    }

    /** Assumed for every operation until a live contract says otherwise. */
    static String soapAction(String operation) {
        return NAMESPACE + "/" + operation;
    }
}
