package org.inesconnector.connector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.sql.SQLException;
import org.h2.api.ErrorCode;
import org.h2.message.DbException;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseTroubleTest {

    @ParameterizedTest
    @CsvSource({
            "90020,false", "90028,false", "90031,false", "90098,false", "90030,true", "90113,true", "28000,true",
            "28P01,true", "3D000,true", "08006,false", "53100,false", "HY000,false"
    })
    void whatMayPassByItselfIsNoWrongSetting(String state, boolean isSetting) {
        assertThat(DatabaseTrouble.isSetting(new SQLException("", state))).isEqualTo(isSetting);
    }

    /** As H2 says both, with one SQLSTATE. */
    @Test
    void aFileThatTheUserMayNotOpenIsAWrongSettingAndAFullDiskIsNone() {
        assertThat(DatabaseTrouble.isSetting(inputOrOutput(DataUtils.newMVStoreException(
                DataUtils.ERROR_READING_FAILED, "Could not open file", new AccessDeniedException("connector.mv.db")))))
                .isTrue();
        assertThat(DatabaseTrouble.isSetting(inputOrOutput(DataUtils.newMVStoreException(
                DataUtils.ERROR_WRITING_FAILED, "Writing failed", new IOException("No space left on device")))))
                .isFalse();
    }

    private static SQLException inputOrOutput(MVStoreException cause) {
        return DbException.getJdbcSQLException(ErrorCode.IO_EXCEPTION_1, cause, "connector.mv.db");
    }
}
