package id.paraf.web.rest;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;

import id.paraf.esign.Client;
import id.paraf.kernel.Origin;

/**
 * One call of an application that was let in.
 *
 * @param variables what the path names
 * @param accepts   the type of answer that was agreed on
 * @param most      bytes of the body
 */
record Call(HttpServletRequest request, Client client, Origin origin, Map<String, String> variables, String accepts, Words words,
        long most) {

    String variable(String name) {
        return variables.getOrDefault(name, "");
    }
}
