package org.inesconnector.simulator.ines;

import jakarta.jws.WebService;
import org.inesconnector.ines.wsdl.login.AuthenticationRequest;
import org.inesconnector.ines.wsdl.login.AuthenticationResult;
import org.inesconnector.ines.wsdl.login.LoginSoap;

@WebService(targetNamespace = Soap.NAMESPACE, serviceName = "Login", portName = "LoginSoap", endpointInterface = "org.inesconnector.ines.wsdl.login.LoginSoap", wsdlLocation = "wsdl/login.wsdl")
final class LoginService implements LoginSoap {

    private final Sessions sessions;

    LoginService(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public AuthenticationResult authenticationWs(AuthenticationRequest request) {
        var session = sessions.signIn(request.getCompte(), request.getUserName(), request.getPassword());
        var result = new AuthenticationResult();
        result.setCodeReturn(session.isPresent() ? "ok" : "failed");
        session.ifPresent(result::setIdSession);
        return result;
    }
}
