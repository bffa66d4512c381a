-- AlterTable
ALTER TABLE "InboundLocation" ADD COLUMN     "filedAt" TIMESTAMP(3);

-- CreateIndex
CREATE INDEX "InboundLocation_mailbox_filedAt_idx" ON "InboundLocation"("mailbox", "filedAt");
